import Crypto
import MediaFacts
import OrderedJSON

/// What the service demands of the reference images of a task.
enum ImageRules {
  static let maximumBytes = 10 << 20

  /// Judges the members of `image_list`. `readOwn` gives the content of one of the simulator's own
  /// files, by the path of its URL, and nothing where there is none.
  ///
  /// Returns the content of each, nothing for one that is on the internet.
  static func check(
    _ elements: [JSON], for mode: EditMode, readOwn: (String) -> [UInt8]?
  ) throws(ServiceFault) -> [[UInt8]?] {
    guard mode.imageCounts ~= elements.count else {
      let counts = mode.imageCounts
      let expected =
        counts.lowerBound == counts.upperBound
        ? "\(counts.lowerBound)" : "\(counts.lowerBound) or \(counts.upperBound)"
      throw ServiceFault(
        .imagesForEditMode, field: "image_list",
        "has \(elements.count) images, \(mode.rawValue) takes \(expected)")
    }
    var contents: [[UInt8]?] = []
    for (index, element) in elements.enumerated() {
      let path = "image_list[\(index)]"
      let image = try RequestFields(element, path: path, known: ["image"]).string("image")
      contents.append(try check(image, field: "\(path).image", readOwn: readOwn))
    }
    return contents
  }

  private static func check(
    _ image: String, field: String, readOwn: (String) -> [UInt8]?
  ) throws(ServiceFault) -> [UInt8]? {
    guard !image.isEmpty else {
      throw ServiceFault(.imageNotEmpty, field: field, "must not be empty")
    }
    guard !image.lowercased().hasPrefix("data:") else {
      throw ServiceFault(
        .imageNotDataURL, field: field, "base64 is sent raw, without a data: prefix")
    }
    if image.contains("://") {
      return try checkURL(image, field: field, readOwn: readOwn)
    }
    guard let content = Base64.decode(image) else {
      throw ServiceFault(.imageBase64, field: field, "is neither a URL nor base64")
    }
    try check(content, field: field)
    return content
  }

  private static func checkURL(
    _ url: String, field: String, readOwn: (String) -> [UInt8]?
  ) throws(ServiceFault) -> [UInt8]? {
    let address = try AddressRules.parse(url, field: field, names: .image)
    if HostReach.isLoopback(address.host), MediaName.file(atPath: address.path) != nil {
      guard let content = readOwn(address.path) else {
        throw ServiceFault(
          .imageURLReadable, field: field, "there is no such file in the simulator")
      }
      try check(content, field: field)
      return content
    }
    try AddressRules.checkPublic(address, field: field, names: .image)
    return nil
  }

  private static func check(_ content: [UInt8], field: String) throws(ServiceFault) {
    guard content.count <= maximumBytes else {
      throw ServiceFault(
        .imageSize, field: field, "has \(content.count) bytes, at most 10 MB are allowed")
    }
    guard case .image(let facts) = ContentType.recognize(content) else {
      throw ServiceFault(.imageFormat, field: field, "is neither a PNG nor a JPEG image")
    }
    let (shorter, longer) = (min(facts.width, facts.height), max(facts.width, facts.height))
    let size = "\(facts.width)x\(facts.height)"
    guard shorter >= 300 else {
      throw ServiceFault(
        .imageSides, field: field, "is \(size), each side must be at least 300 pixels")
    }
    guard longer * 2 <= shorter * 5 else {
      throw ServiceFault(
        .imageAspect, field: field, "is \(size), the aspect must be from 1:2.5 to 2.5:1")
    }
  }
}
