import Crypto
import KlingMasks
import MediaFacts
import PosixFiles
import Programs
import Studio

/// The results of tasks, made one after the other beside the calls.
extension SimulatedService {
  /// What a task orders from the studio; nothing where there is none, or where the task fails.
  func renderOrder(
    _ order: TaskOrder, _ session: SessionRecord, _ task: TaskRecord
  ) -> RenderOrder? {
    guard surroundings.studio != nil, task.failure == nil else { return nil }
    return RenderOrder(
      taskID: task.id, editMode: order.editMode, selection: session.selection,
      imageCount: order.images.count, dueAt: task.endsAt)
  }

  /// Keeps what an order needs beside the video; an image that is on the internet is left out.
  func keepImages(_ images: [[UInt8]?], of order: RenderOrder) throws {
    for (index, image) in images.enumerated() {
      if let image { try media.write(image, to: order.imageName(index)) }
    }
  }

  /// Makes what is ordered from now on, and what was left undone by another process, until its
  /// task is cancelled.
  func renderTasks() async {
    renderBell.ring()
    await withDiscardingTaskGroup { group in
      for await _ in renderBell.rings {
        // What cannot be read now can be at the next ring; the calls say what is the matter.
        guard let orders = try? store.read({ try $0.renderOrders() }) else { continue }
        var isHeldElsewhere = false
        for order in orders where !Task.isCancelled {
          if await !carryOut(order) { isHeldElsewhere = true }
        }
        if isHeldElsewhere {
          group.addTask {
            guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
            renderBell.ring()
          }
        }
      }
    }
  }

  /// Makes a result; false where another process is at it, or where it has been ended.
  private func carryOut(_ order: RenderOrder) async -> Bool {
    guard let lock = try? FileLock(media.path(of: order.lockName)) else { return false }
    let isDone = (try? await carryOutAlone(order)) ?? false
    if isDone { try? FileSystem.removeFile(media.path(of: order.lockName)) }
    lock.release()
    return isDone
  }

  private func carryOutAlone(_ order: RenderOrder) async throws -> Bool {
    // Whoever had the lock before may have done it.
    guard try store.read({ try $0.hasRenderOrder(order.taskID) }) else { return true }
    var failure: String?
    do {
      try await render(order)
    } catch ProgramError.cancelled {
      return false
    } catch {
      failure = "the video could not be edited: \(error)"
    }
    guard !desk.isClosed, !Task.isCancelled else { return false }
    let now = surroundings.now()
    try store.transaction { [failure] in try $0.finish(order, at: now, failure: failure) }
    callbackBell.ring()
    for index in 0..<order.imageCount {
      try? FileSystem.removeFile(media.path(of: order.imageName(index)))
    }
    return true
  }

  private func render(_ order: RenderOrder) async throws {
    guard let studio = surroundings.studio,
      let task = try store.read({ try $0.task(ofAnyAccount: order.taskID) }),
      let session = try store.read({ try $0.session(task.sessionID, account: task.account) })
    else { throw StoreDamage(what: "the session of task \(order.taskID)") }
    let film = film(of: session.video)
    let draft = media.path(of: order.draftName)
    var pictures: [Bitmap] = []
    for index in 0..<order.imageCount { pictures.append(try await picture(index, order, studio)) }
    let edit = FilmEdit(
      marks: order.selection.marks, removes: order.editMode != .addition, pictures: pictures)
    try await desk.films.pass {
      let streams = try await studio.streams(of: film)
      try await desk.work { stop in
        try studio.render(film, edit, streams, to: draft, stop: stop)
      }
    }
    try FileSystem.rename(draft, to: media.path(of: task.media))
    if task.watermark == true {
      try media.keep(task.media, as: MediaName.watermarkedResult(task.id))
    }
  }

  /// A reference image of an order, or a ball where it is on the internet.
  private func picture(
    _ index: Int, _ order: RenderOrder, _ studio: VideoStudio
  ) async throws -> Bitmap {
    let content = try? FileSystem.read(media.path(of: order.imageName(index)), limit: 64 << 20)
    if let content, case .image(let facts) = ContentType.recognize(content),
      let bitmap = try await studio.picture(content, width: facts.width, height: facts.height)
    {
      return bitmap
    }
    notices.post(
      "the simulator reads nothing from the internet: a ball stands in for the reference image",
      to: surroundings.notice)
    return .ball
  }
}

extension Bitmap {
  /// A red ball, lit from above.
  fileprivate static var ball: Bitmap {
    let side = 320
    guard let size = BitmapSize(width: side, height: side) else {
      preconditionFailure("a small square is a size")
    }
    var bitmap = Bitmap(size, color: PixelColor(0, 0, 0, opacity: 0))
    for y in 0..<side {
      for x in 0..<side {
        let (u, v) = (Double(x - side / 2) / 158, Double(y - side / 2) / 158)
        let distance = u * u + v * v
        guard distance < 1 else { continue }
        let light = max(0, 1 - ((u + 0.3) * (u + 0.3) + (v + 0.4) * (v + 0.4)) * 0.45)
        bitmap[x, y] = PixelColor(
          UInt8(120 + 120 * light), UInt8(30 + 90 * light * light),
          UInt8(34 + 80 * light * light), opacity: distance < 0.98 ? 255 : 128)
      }
    }
    return bitmap
  }
}
