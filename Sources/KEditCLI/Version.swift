/// What `--version` says: three numbers by semantic versioning.
let programVersion = "0.1.0"
