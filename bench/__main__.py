"""`make bench`."""

from bench.rasa import main

if __name__ == "__main__":
    main()
