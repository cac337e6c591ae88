import KEditEngine
import KlingAPI
import PlainText
import Programs

/// How local videos reach a public URL, as the environment says.
enum UploadOptions: Sendable {
  case url(String)
  case command(String)
  case none

  init(_ environment: Environment) throws(CommandFailure) {
    switch (environment["KEDIT_UPLOAD_URL"], environment["KEDIT_UPLOAD_COMMAND"]) {
    case (.some, .some):
      throw .usage(
        "KEDIT_UPLOAD_URL and KEDIT_UPLOAD_COMMAND are both set", help: "set one of them")
    case (let url?, nil):
      let isPlain = url.utf8.allSatisfy { 0x21...0x7E ~= $0 } && !url.contains { "?#".contains($0) }
      guard isPlain, url.hasPrefix("https://") || url.hasPrefix("http://") else {
        throw .usage(
          "KEDIT_UPLOAD_URL is '\(harmless(url))', but must be an http or https URL without a query"
        )
      }
      self = .url(url)
    case (nil, let command?): self = .command(command)
    case (nil, nil): self = .none
    }
  }

  /// What brings files of a folder there; `nil` where nothing is configured.
  func uploader(
    folder: String, transport: any Transport, environment: Environment
  ) -> (any Uploader)? {
    switch self {
    case .url(let url): PutUploader(base: url, folder: folder, transport: transport)
    case .command(let command):
      CommandUploader(
        command: UploadCommand(command, environment: environment.variables), folder: folder)
    case .none: nil
    }
  }
}
