"""What is taught: data, questions, lessons, terms and numbers, read as a learner or an instructor would."""
