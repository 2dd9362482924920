// Package dependency does not build.
package dependency

var fee int = "four"
