"""`gonogo publish`: make a network live and public, on a decision that holds."""

from gonogo.cli.step_command import step_command

command = step_command("publish", "Make a network live and public, on a decision that holds.")
