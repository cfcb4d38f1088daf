"""What runs by the clock: telling due reminders exactly once, and the nightly evaluation.

APScheduler is only the clock. What is due are rows of the book; nothing that matters lives in a job.
"""
