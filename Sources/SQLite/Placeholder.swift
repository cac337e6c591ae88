// The first file of `SQLite` replaces this one.
