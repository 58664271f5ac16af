"""What leaves the house: messages by e-mail and messenger, to addresses that the install allows alone."""
