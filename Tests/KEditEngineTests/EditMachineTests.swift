import KEditPlan
import KlingAPI
import Testing

@testable import KEditEngine

/// The machine alone: events in, actions out.
struct EditMachineTests {
  private let identity = TaskIdentity(id: "kedit-1", isDerived: true, isIntended: false)

  /// The actions by name, with what was recorded.
  private func names(_ actions: [EditMachine.Action]) -> [String] {
    actions.map { action in
      switch action {
      case .record(let transition): "record \(transition.to)"
      case .pause: "pause"
      case .lookUp(let id): "lookUp \(id)"
      case .upload: "upload"
      case .open: "open"
      case .mark(let request): "mark \(request.frameIndex)"
      case .clear: "clear"
      case .preview: "preview"
      case .encode: "encode"
      case .admit(let units): "admit \(units)"
      case .create(let request): "create \(request.externalTaskID ?? "")"
      case .poll(let id, _): "poll \(id)"
      case .download(let items): "download \(items.map(\.path).joined(separator: " "))"
      }
    }
  }

  private func lost(_ step: String) -> EditMachine.Event {
    .callFailed(KlingError(kind: .ambiguous, step: step, message: "reset"))
  }

  /// A machine that has sent its create call.
  private func creating(_ identity: TaskIdentity? = nil) async throws -> EditMachine {
    let client = try Stage().world().client
    var machine = EditMachine(edit(), identity: identity ?? self.identity)
    _ = machine.handle(.begin(.absent(session: .none), parentVideoID: nil))
    _ = machine.handle(.parsed(try await client.initSelection(.videoID("v"))))
    #expect(
      names(machine.handle(.marked())) == [
        "record marking", "record creating", "record creating", "admit 3",
      ])
    #expect(names(machine.handle(.admitted)) == ["record creating", "create kedit-1"])
    return machine
  }

  /// A task as the service tells of it.
  private func task(_ id: String, look: Int) async throws -> KlingTask {
    let service = FakeService { $0.looksUntilDone = look }
    let client = try Stage(service).world().client
    _ = try await client.createTask(
      CreateTaskRequest(
        modelName: nil, sessionID: "s", editMode: .removal, images: [], prompt: "",
        negativePrompt: nil, mode: .std, duration: .five, watermark: nil, callbackURL: nil,
        externalTaskID: id))
    return try await client.task(id)
  }

  @Test func theIntentIsRecordedBeforeEveryCreate() async throws {
    var machine = try await creating()
    #expect(
      names(machine.handle(lost("create"))) == ["record creating", "pause", "lookUp kedit-1"])
    let again = machine.handle(.notFound)
    #expect(names(again) == ["record creating", "create kedit-1"])
    guard case .record(let transition) = again[0], case .intent = transition.fact else {
      Issue.record("the second create has no intent on record")
      return
    }
  }

  @Test func aFoundTaskEndsTheDoubt() async throws {
    var machine = try await creating()
    _ = machine.handle(lost("create"))
    let found = machine.handle(.found(try await task("kedit-1", look: 1)))
    #expect(names(found) == ["record awaiting", "poll t1"])
  }

  @Test func aTaskOfAnotherExternalIDIsNobodysBusinessHere() async throws {
    var machine = try await creating()
    _ = machine.handle(lost("create"))
    _ = machine.handle(.found(try await task("kedit-2", look: 1)))
    guard case .failed(let failure) = machine.state else {
      Issue.record("a foreign task was taken over")
      return
    }
    #expect(failure.kind == .refused)
  }

  @Test func tooManyLostAnswersEndTheEdit() async throws {
    var machine = try await creating()
    for _ in 0..<5 {
      _ = machine.handle(lost("create"))
      _ = machine.handle(.notFound)
    }
    #expect(!machine.isFinished)
    _ = machine.handle(lost("create"))
    guard case .failed(let failure) = machine.state else {
      Issue.record("still trying")
      return
    }
    #expect(failure.kind == .unreachable)
    #expect(failure.messages.last?.contains("kedit-1") == true)
  }

  @Test func anEventOutOfPlaceIsAFaultAndNotACrash() {
    var machine = EditMachine(edit(), identity: identity)
    #expect(names(machine.handle(.marked())) == ["record failed"])
    guard case .failed(let failure) = machine.state else {
      Issue.record("the event was taken")
      return
    }
    #expect(failure.kind == .fault)
    #expect(
      machine.handle(.begin(.absent(session: .none), parentVideoID: nil)).isEmpty,
      "what has ended stays ended")
  }

  @Test func anEditThatIsSkippedDoesNothing() {
    var machine = EditMachine(edit(), identity: identity)
    #expect(names(machine.handle(.skip(because: "a"))) == ["record skipped"])
    #expect(machine.isFinished)
    #expect(!machine.holdsSlot)
  }

  @Test func aParentWithoutAVideoIDCannotBeEdited() {
    var machine = EditMachine(edit(video: .result("a")), identity: identity)
    _ = machine.handle(.begin(.absent(session: .none), parentVideoID: nil))
    guard case .failed(let failure) = machine.state else {
      Issue.record("it went on without a source")
      return
    }
    #expect(failure.messages.first?.contains("'a'") == true)
  }
}
