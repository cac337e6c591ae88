import PosixFiles

/// The files of the package that these tests were built from.
enum Package {
  static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(4)
    return parts.joined(separator: "/")
  }()

  static let referenceFolder = "specs/reference"

  /// The pages whose blocks are run, by their paths in the package.
  static let pages: [String] = {
    let names = (try? FileSystem.list(root + "/" + referenceFolder)) ?? []
    return ["README.md"]
      + names.filter { $0.hasSuffix(".md") }.map { referenceFolder + "/" + $0 }
  }()
}
