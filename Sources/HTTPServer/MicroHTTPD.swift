internal import CMicroHTTPD

/// The library, loaded when it is first needed.
enum MicroHTTPD {
  static let functions: Result<kedit_mhd, HTTPServerError> = {
    var functions = kedit_mhd()
    if let complaint = kedit_mhd_load(&functions) {
      return .failure(.libraryMissing(String(cString: complaint)))
    }
    return .success(functions)
  }()
}
