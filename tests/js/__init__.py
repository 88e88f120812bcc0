"""What the browser judges, tried without a browser: its scripts run in Node, against what Python says, in milliseconds."""
