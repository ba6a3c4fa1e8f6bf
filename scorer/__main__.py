"""`python -m scorer` is the same as `score`."""

from scorer.cli import main

if __name__ == "__main__":
    main()
