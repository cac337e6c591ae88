/// What the service demands of a URL that it is to read.
enum AddressRules {
  /// The rules that the URLs of one field can break.
  struct Names {
    let scheme: ServiceRule
    let isPublic: ServiceRule
    let fileExtension: ServiceRule
    let extensions: [String]

    static let video = Names(
      scheme: .videoURLScheme, isPublic: .videoURLPublic, fileExtension: .videoURLExtension,
      extensions: ["mp4", "mov"])
    static let image = Names(
      scheme: .imageURLScheme, isPublic: .imageURLPublic, fileExtension: .imageURLExtension,
      extensions: ["jpg", "jpeg", "png"])
  }

  static func parse(
    _ url: String, field: String, names: Names
  ) throws(ServiceFault) -> WebAddress {
    guard let address = WebAddress(url) else {
      throw ServiceFault(names.scheme, field: field, "must be an http or https URL")
    }
    if let ending = address.fileExtension, !names.extensions.contains(ending) {
      let allowed = names.extensions.map { "." + $0 }.joined(separator: ", ")
      throw ServiceFault(
        names.fileExtension, field: field, "ends in .\(ending), only \(allowed) are read")
    }
    return address
  }

  /// Refuses what the service, being elsewhere, cannot read.
  static func checkPublic(
    _ address: WebAddress, field: String, names: Names
  ) throws(ServiceFault) {
    guard HostReach.isPublic(address.host) else {
      throw ServiceFault(
        names.isPublic, field: field,
        "\(address.host) cannot be reached from the public internet, the file was not read")
    }
  }
}
