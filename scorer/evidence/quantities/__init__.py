"""Every quantity of a sentence: numbers with their units, shares, ranks, dates, lengths of time, and what they tell."""
