// The first test of `OrderedJSON` replaces this file.
