import KEditEngine

/// The files: before and after one comes to its place or is given another name.
struct WatchedFiles: Files {
  let files: any Files
  let points: Points

  func read(_ path: String) throws(FileFault) -> [UInt8] { try files.read(path) }

  func sha256(of path: String) throws(FileFault) -> String { try files.sha256(of: path) }

  func exists(_ path: String) throws(FileFault) -> Bool { try files.exists(path) }

  func sha256(ofResult path: String) throws(FileFault) -> String? {
    try files.sha256(ofResult: path)
  }

  func location(_ path: String) -> String { files.location(path) }

  func shown(_ path: String) -> String { files.shown(path) }

  func begin(_ path: String, isPrivate: Bool) throws(FileFault) -> any PendingFile {
    WatchedFile(file: try files.begin(path, isPrivate: isPrivate), path: path, points: points)
  }

  func readOutput(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
    try files.readOutput(path, limit: limit)
  }

  func setAside(_ path: String, as other: String) throws(FileFault) -> String? {
    try points.around("the renaming of \(path)") { () throws(FileFault) in
      try files.setAside(path, as: other)
    }
  }
}

private struct WatchedFile: PendingFile {
  let file: any PendingFile
  let path: String
  let points: Points

  func write(_ bytes: UnsafeRawBufferPointer) throws(FileFault) { try file.write(bytes) }

  func restart() throws(FileFault) { try file.restart() }

  func content() throws(FileFault) -> PendingContent { try file.content() }

  func commit(replacing: Bool) throws(FileFault) -> String {
    try points.around("the placing of \(path)") { () throws(FileFault) in
      try file.commit(replacing: replacing)
    }
  }

  func discard() { file.discard() }
}
