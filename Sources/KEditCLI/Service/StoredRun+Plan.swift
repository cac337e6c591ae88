import KEditEngine
import KEditPlan
import PosixFiles
import SQLiteJournal

extension StoredRun {
  /// The plan, checked as strictly as one from a file.
  ///
  /// - Throws: a fault of the program's own, for it wrote the plan.
  func readPlan() throws(CommandFailure) -> Plan {
    do throws(PlanFaults) {
      return try Plan.read(plan, sha256: hexadecimalSHA256)
    } catch {
      throw CommandFailure(
        .internalFault, "the plan of run \(id) in the journal cannot be read",
        help: error.faults.first?.message)
    }
  }

  /// The run as it is gone on with: with that part of its plan.
  func record(of plan: Plan) -> RunRecord {
    RunRecord(
      plan: plan, sourceFolder: sourceFolder, outputFolder: outputFolder, preview: preview,
      randomPart: randomPart, maximumUnits: maximumUnits)
  }

  /// The files of the run, shown as from that folder.
  func files(shownFrom folder: String) -> RunFiles {
    RunFiles(
      sourceFolder: sourceFolder, outputFolder: outputFolder,
      shownOutputFolder: Path.relative(outputFolder, from: folder))
  }
}
