import CurlTransport
import KEditCompiler
import KlingAPI
import KlingMasks
import MediaFacts
import PlainText
import PosixFiles
import Programs

/// A video that the command line names: a file, or what lies behind a link.
final class VideoFile: Sendable {
  /// As the person wrote it.
  let name: String
  /// Where it lies on this machine, absolute.
  let path: String
  /// Where it was fetched to, which goes with this.
  private let folder: PrivateFolder?

  private init(name: String, path: String, folder: PrivateFolder?) {
    self.name = name
    self.path = path
    self.folder = folder
  }

  /// Finds the video, and fetches one behind a link.
  ///
  /// - Throws: a failure of a local file, or of the service that keeps the video.
  static func open(
    _ name: String, _ context: CommandContext
  ) async throws(CommandFailure) -> VideoFile {
    guard RemoteVideo.isLink(name) else {
      return VideoFile(name: name, path: Path.join(context.io.currentFolder, name), folder: nil)
    }
    let folder: PrivateFolder
    do throws(FileError) {
      folder = try PrivateFolder(in: context.environment["TMPDIR"])
    } catch {
      throw CommandFailure(.localFile, "there is no place for the video: \(error.words)")
    }
    let path = Path.join(folder.path, "video")
    let transport = CurlTransport(userAgent: "kedit/\(programVersion)")
    defer { transport.shutdown() }
    let fault = await context.io.interruptions.cancelling { () async -> RemoteVideo.Fault? in
      do throws(RemoteVideo.Fault) {
        try await RemoteVideo(url: name).fetch(to: path, with: transport)
        return nil
      } catch {
        return error
      }
    }
    if let fault {
      throw CommandFailure(
        fault.isRemote ? .unreachable : .localFile, harmless(fault.words, limit: 300))
    }
    return VideoFile(name: name, path: path, folder: folder)
  }

  /// What a spec's checks would know of it.
  ///
  /// - Throws: a failure of a local file.
  func facts(_ context: CommandContext) async throws(CommandFailure) -> FileFacts {
    let examiner = FileExaminer(folder: "/", environment: context.environment)
    let reports = await examiner.reports(on: [ReferencedFile(path: path, kind: .video)])
    switch reports.values.first {
    case .facts(let facts): return facts
    case .unreadable(let words):
      throw CommandFailure(.localFile, "'\(harmless(name))' cannot be read: \(words)")
    case nil: throw CommandFailure(.internalFault, "the video was not looked at")
    }
  }
}

// MARK: Looking into it

extension VideoFile {
  /// What a probe says of it.
  ///
  /// - Throws: a failure where it is no video, cannot be read, or no program is here to look into it.
  func videoFacts(_ context: CommandContext) async throws(CommandFailure) -> VideoFacts {
    switch try await facts(context).media {
    case .video(let facts): return facts
    case .unprobedVideo: throw Self.withoutProgram("ffprobe")
    case .image(let image):
      throw CommandFailure(
        .faultyFile, "'\(harmless(name))' is a \(image.format.rawValue) image, and no video")
    case .other(let words):
      throw CommandFailure(
        .faultyFile,
        "'\(harmless(name))' is \(harmless(words == "empty" ? "an empty file" : words, limit: 300)), "
          + "and no video")
    }
  }

  /// A frame as a PNG; `nil` where the video ends before it.
  ///
  /// - Throws: a failure where it cannot be read, or no program is here to read it.
  func frame(_ index: Int, _ context: CommandContext) async throws(CommandFailure) -> [UInt8]? {
    let finding: FFmpeg.Finding
    do throws(ProgramError) {
      finding = try await FFmpeg.frame(
        index, of: path, environment: context.environment.variables)
    } catch {
      throw CommandFailure(.localFile, "'\(harmless(name))' cannot be read: \(error)")
    }
    switch finding {
    case .frame(let png): return png
    case .noSuchFrame: return nil
    case .unreadable(let words):
      throw CommandFailure(
        .faultyFile, "'\(harmless(name))' cannot be read: \(harmless(words, limit: 300))")
    case .notInstalled: throw Self.withoutProgram("ffmpeg")
    }
  }

  /// The pixels of a frame of it.
  ///
  /// - Throws: a failure where they are more than a picture may have.
  func bitmap(_ png: [UInt8]) throws(CommandFailure) -> Bitmap {
    do throws(PictureFault) {
      return try Bitmap(png: png)
    } catch {
      throw CommandFailure(
        .faultyFile, "'\(harmless(name))' cannot be shown: \(harmless(error.words, limit: 300))")
    }
  }

  static func withoutProgram(_ name: String) -> CommandFailure {
    .usage(
      "the program '\(name)' is not installed, which looks into videos",
      help: "install ffmpeg: it brings both ffmpeg and ffprobe")
  }
}
