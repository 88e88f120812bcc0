"""What a person reads after a turn: what changed, where the course mentions it, and which cases are answered anew."""
