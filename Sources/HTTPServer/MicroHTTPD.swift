internal import CMicroHTTPD

/// The library, loaded when the first server starts and kept until the process ends.
enum MicroHTTPD {
  static let functions: Result<kedit_mhd, HTTPServerError> = {
    var functions = kedit_mhd()
    if let complaint = kedit_mhd_load(&functions) {
      return .failure(.libraryMissing(String(cString: complaint)))
    }
    return .success(functions)
  }()
}
