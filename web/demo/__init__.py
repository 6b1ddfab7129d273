"""In a demonstration only: whoever tries the software plays the other parties and moves the clock."""
