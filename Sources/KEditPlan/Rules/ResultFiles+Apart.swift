extension ResultFiles {
  /// Whether no two edits have a file in common, told by hashes of their paths: all that has to be
  /// known of most plans, and many times faster than to compare the paths themselves.
  ///
  /// `false` says nothing: hashes may be equal by chance, and of paths that are not all ASCII none
  /// is made, for letters that are written differently may be the same there.
  static func areCertainlyApart(_ edits: [ResultFiles]) -> Bool {
    var files: [UInt64] = []
    var folders: [UInt64] = []
    files.reserveCapacity(edits.count)
    var hasPreview = false
    for edit in edits {
      var hash = PathHash()
      let path = edit.save.path.utf8.span
      for index in path.indices {
        let byte = path[index]
        if byte == UInt8(ascii: "/"), folders.last != hash.value { folders.append(hash.value) }
        guard hash.add(byte) else { return false }
      }
      files.append(hash.value)
      hasPreview = hasPreview || edit.hasPreview
      for ending in edit.furtherEndings { files.append(Self.hash(of: edit, ending)) }
    }
    // Nothing else can have the name of a sidecar, of which there are as many as edits.
    if hasPreview || !folders.isEmpty {
      for edit in edits { files.append(Self.hash(of: edit, Self.sidecarEnding)) }
    }
    files.sort()
    folders.sort()
    for index in files.indices.dropFirst() where files[index] == files[index - 1] { return false }
    var next = 0
    for file in files {
      while next < folders.count, folders[next] < file { next += 1 }
      if next < folders.count, folders[next] == file { return false }
    }
    return true
  }

  private static func hash(of edit: ResultFiles, _ ending: String) -> UInt64 {
    var hash = PathHash()
    let path = edit.save.path.utf8.span
    for index in path.indices.dropLast(4) { _ = hash.add(path[index]) }
    for byte in ending.utf8 { _ = hash.add(byte) }
    return hash.value
  }
}

/// A hash of a path in ASCII in which upper and lower case are the same (FNV-1a of 64 bits).
private struct PathHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Takes one more byte, unless it is beyond ASCII.
  mutating func add(_ byte: UInt8) -> Bool {
    let isUpper = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
    value = (value ^ UInt64(isUpper ? byte | 0x20 : byte)) &* 0x100_0000_01B3
    return byte < 0x80
  }
}
