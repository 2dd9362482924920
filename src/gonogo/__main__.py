"""Run the command line with `python -m gonogo`."""

from gonogo.cli.main import main

if __name__ == "__main__":
    main()
