// Package tagged has tests under a build constraint only.
package tagged
