"""What is said in a report, by marks, verbs and phrases of speech; the speakers become actors later."""
