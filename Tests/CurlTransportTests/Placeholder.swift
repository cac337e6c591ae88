// The first test of `CurlTransport` replaces this file.
