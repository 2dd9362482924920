"""`gonogo promote`: take the features of a network one stage up, on a decision that holds."""

from gonogo.cli.step_command import step_command

command = step_command(
    "promote", "Take the features of a network one stage up, on a decision that holds."
)
