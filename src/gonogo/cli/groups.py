"""A group of commands that names the nearest one when a name is misspelt."""

import click


class NearestGroup(click.Group):
    """A group whose mistakes about names say what may have been meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was asked for; else name the nearest one."""
        known = self.list_commands(ctx)
        if args and not args[0].startswith("-") and args[0] not in known:
            import difflib  # noqa: PLC0415 - Only a misspelt command needs it.

            near = difflib.get_close_matches(args[0], known, n=1)
            told = f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(known)}."
            ctx.fail(f"No such command {args[0]!r}. {told}")
        return super().resolve_command(ctx, args)
