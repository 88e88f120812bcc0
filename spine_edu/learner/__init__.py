"""What is known of the learner: the log of answers, and what it says about objectives, beliefs and days.

Widgets, lessons and pages come here; a question or a code never depends on who asks.
"""
