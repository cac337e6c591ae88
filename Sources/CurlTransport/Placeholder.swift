// The first file of `CurlTransport` replaces this one.
