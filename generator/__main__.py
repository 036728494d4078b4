"""`python -m generator` does what the command `factsheet` does."""

from generator.cli import main

if __name__ == "__main__":
    main(prog_name="factsheet")
