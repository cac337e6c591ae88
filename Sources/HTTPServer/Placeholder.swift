// The first file of `HTTPServer` replaces this one.
