"""What both media share: the template environment, prose, references, diagrams, words."""
