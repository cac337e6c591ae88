// The first test of `SQLite` replaces this file.
