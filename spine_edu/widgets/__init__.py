"""What can be touched: widgets over the pure parts. They show, and pass on; they decide nothing."""
