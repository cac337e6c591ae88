import KEditPlan
import KlingAPI
import PlainText

/// Everything that can stop a run before anything is sent.
struct Preflight {
  private let plan: Plan
  private let options: RunOptions
  private let world: World
  private var reasons: [RunRefusal.Reason] = []

  private init(_ plan: Plan, _ options: RunOptions, _ world: World) {
    self.plan = plan
    self.options = options
    self.world = world
  }

  /// - Throws: every reason at once.
  static func check(
    _ plan: Plan, _ options: RunOptions, _ world: World
  ) async throws(RunRefusal) {
    var preflight = Preflight(plan, options, world)
    preflight.checkRun()
    for edit in plan.edits {
      preflight.checkIdentity(edit)
      if !options.fetchesOnly { preflight.checkSources(edit) }
      await preflight.checkTargets(edit)
    }
    if !preflight.reasons.isEmpty { throw RunRefusal(reasons: preflight.reasons) }
  }

  private mutating func refuse(
    _ failure: Failure, _ edit: PlannedEdit, _ cause: RunRefusal.Cause = .other
  ) {
    reasons.append(RunRefusal.Reason(failure, cause, of: edit))
  }

  private mutating func checkRun() {
    let order = DependencyOrder(of: plan.edits).indices
    for index in plan.edits.indices where !order.contains(index) {
      refuse(
        Failure(.faultyFile, "the edit can never begin: what it needs is not in the plan"),
        plan.edits[index])
    }
  }

  private mutating func checkIdentity(_ edit: PlannedEdit) {
    if options.randomPart != nil, let id = edit.task.externalTaskID {
      refuse(
        Failure(
          .usage, "the edit has the id \(harmless(id, limit: 80)), which cannot be made anew"), edit
      )
    }
  }

  private mutating func checkSources(_ edit: PlannedEdit) {
    if case .local(let file) = edit.video {
      checkContent(file, edit)
      if world.uploader == nil {
        refuse(
          Failure(
            .usage,
            "the video \(harmless(file.path)) lies on this machine, where the service cannot read it, "
              + "and nothing is configured to upload it"), edit, .noUploader)
      }
    }
    for image in edit.task.images {
      if case .local(let file) = image { checkContent(file, edit) }
    }
  }

  private mutating func checkContent(_ file: LocalFile, _ edit: PlannedEdit) {
    do throws(FileFault) {
      guard try world.files.sha256(of: file.path) != file.sha256 else { return }
      refuse(.changed(file), edit)
    } catch {
      refuse(Failure(.faultyFile, error.message), edit)
    }
  }

  private mutating func checkTargets(_ edit: PlannedEdit) async {
    if options.overwrites { return }
    for name in ResultNames.all(of: edit, preview: options.preview) {
      do throws(FileFault) {
        guard try world.files.exists(name), await !isOwn(name, edit) else { continue }
        refuse(
          Failure(
            .localFile,
            "\(harmless(world.files.shown(name))) exists already and is not known to be the result of this edit"
          ),
          edit, .fileInTheWay)
      } catch {
        refuse(Failure(.localFile, error.message), edit)
      }
    }
  }

  private mutating func isOwn(_ path: String, _ edit: PlannedEdit) async -> Bool {
    if path.utf8.elementsEqual(ResultNames(save: edit.save).sidecar.utf8) {
      return Sidecar.isOwn(path, fingerprint: edit.fingerprint, in: world.files)
    }
    do throws(Failure) {
      return try await world.mayReplace(path, of: edit)
    } catch {
      refuse(error, edit)
      return true
    }
  }
}
