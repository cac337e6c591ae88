/// Every rule of the service that a request can break, by a name that stays.
///
/// The simulator names the broken rule in the header `X-Simulator-Rule`, so that a test can tell
/// a request refused for the right reason from one refused by chance. Sources: the tables and
/// "Limits of the input" of the Multi-Elements documents, and their page of error codes.
package enum ServiceRule: String, CaseIterable, Sendable {
  // Who asks
  case authorizationPresent = "authorization-present"
  case authorizationKnown = "authorization-known"
  case tokenSignature = "token-signature"
  case tokenAlreadyValid = "token-already-valid"
  case tokenNotExpired = "token-not-expired"

  // What is asked, and how it is written
  case pathKnown = "path-known"
  case methodAllowed = "method-allowed"
  case contentTypeJSON = "content-type-json"
  case bodySize = "body-size"
  case bodyJSONObject = "body-json-object"
  case fieldKnown = "field-known"
  case fieldRequired = "field-required"
  case fieldType = "field-type"

  // The source of a session
  case oneVideoSource = "one-video-source"
  case videoURLScheme = "video-url-scheme"
  case videoURLPublic = "video-url-public"
  case videoURLExtension = "video-url-extension"
  case videoURLReadable = "video-url-readable"
  case videoIDKnown = "video-id-known"
  case videoIDRecent = "video-id-at-most-30-days"
  case videoFormat = "video-format"
  case videoLength = "video-length"
  case videoSides = "video-sides"
  case videoFrameRate = "video-frame-rate"

  // Selections
  case sessionKnown = "session-known"
  case sessionAlive = "session-at-most-24-hours"
  case frameExists = "frame-exists"
  case framesAtMost10 = "frames-at-most-10"
  case pointsNotEmpty = "points-not-empty"
  case pointsAtMost10 = "points-at-most-10"
  case pointInFrame = "point-in-unit-square"
  case pointOnce = "point-once"
  case pointWasAdded = "point-was-added"

  // Tasks
  case modelKnown = "model-known"
  case editModeKnown = "edit-mode-known"
  case modeKnown = "mode-known"
  case durationKnown = "duration-known"
  case durationFitsSource = "duration-fits-source"
  case selectionNeeded = "selection-needed"
  case imagesForEditMode = "images-for-edit-mode"
  case imageNotEmpty = "image-not-empty"
  case imageNotDataURL = "image-not-data-url"
  case imageURLScheme = "image-url-scheme"
  case imageURLPublic = "image-url-public"
  case imageURLExtension = "image-url-extension"
  case imageURLReadable = "image-url-readable"
  case imageBase64 = "image-base64"
  case imageFormat = "image-format"
  case imageSize = "image-at-most-10-megabytes"
  case imageSides = "image-at-least-300-pixels"
  case imageAspect = "image-aspect"
  case promptNotEmpty = "prompt-not-empty"
  case promptLength = "prompt-at-most-2500"
  case promptNamesVideo = "prompt-names-video"
  case promptNamesImages = "prompt-names-images"
  case promptNamesNothingElse = "prompt-names-nothing-else"
  case negativePromptLength = "negative-prompt-at-most-2500"
  case callbackURLScheme = "callback-url-scheme"
  case externalTaskIDUnique = "external-task-id-unique"
  case contentAllowed = "content-allowed"
  case concurrency = "concurrency"

  // Queries
  case taskKnown = "task-known"
  case pageNumber = "page-number-1-to-1000"
  case pageSize = "page-size-1-to-500"
}

extension ServiceRule {
  /// HTTP status and code of the service's table of errors.
  ///
  /// The four rules about the content of a video are the exception: the request is sound, so the
  /// answer is a success whose `data.status` is not 0 (`VideoRejection`).
  var answer: (status: Int, code: Int) {
    switch self {
    case .tokenSignature: (401, 1000)
    case .authorizationPresent: (401, 1001)
    case .authorizationKnown: (401, 1002)
    case .tokenAlreadyValid: (401, 1003)
    case .tokenNotExpired: (401, 1004)
    case .methodAllowed: (404, 1202)
    case .pathKnown: (404, 1203)
    case .bodySize: (413, 1200)
    case .contentTypeJSON, .bodyJSONObject: (400, 1200)
    case .contentAllowed: (400, 1301)
    case .concurrency: (429, 1303)
    case .videoFormat, .videoLength, .videoSides, .videoFrameRate: (200, 0)
    default: (400, 1201)
    }
  }
}
