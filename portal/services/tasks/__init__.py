"""What can happen to a task: drafting, issuing, signing, completing, ending; and how tasks are found and read."""
