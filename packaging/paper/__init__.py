"""What is shipped with the program on paper: licences, and the list of what it is made of."""
