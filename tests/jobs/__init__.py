"""The worker: how jobs are taken, told of, ended, and what each kind does."""
