import type { SimulatorPage } from "./simulator";

/** How many points {@link tenThousandPoints} makes. */
export const POINTS = 10_000;

/**
 * Opens a run of one instance with ten thousand points, one an hour. A disk takes 250 of them and then the next disk is
 * backed up in its place, for no disk can have more than 256 snapshots (CON-60).
 */
export async function tenThousandPoints(simulator: SimulatorPage, hash = "#/instances") {
  await simulator.open(hash);
  await simulator.page.evaluate(async () => {
    const { simulator } = window as any;
    const disks = Array.from({ length: 40 }, (_, number) => ({
      id: `d-${number}`,
      kind: number === 0 ? "system" : "data",
      category: "cloud_essd",
      size_gib: 40,
    }));
    await simulator.load({
      format: "cloud-backup-scenario/1",
      name: "ten thousand points",
      seed: 5,
      start: "2026-01-01T00:00:00+08:00",
      time_zone: "+08:00",
      regions: ["cn-hangzhou"],
      instances: [{ id: "i-hourly", name: "hourly", region: "cn-hangzhou", disks }],
    });
    const start = Date.parse("2026-01-01T00:30:00+08:00") / 1000;
    const policy = await simulator.call("hbr", "CreatePolicyV2", {
      PolicyName: "hourly",
      PolicyType: "UDM_ECS_ONLY",
      Rules: [
        { RuleType: "BACKUP", BackupType: "COMPLETE", Schedule: `I|${start}|PT1H` },
        { RuleType: "TRANSITION", Retention: 500, RetentionRules: [{ AdvancedRetentionType: "MONTHLY", Retention: 900 }] },
      ],
    });
    const source = { SourceType: "UDM_ECS", DataSourceId: "i-hourly" };
    await simulator.call("hbr", "CreatePolicyBindings", { PolicyId: policy.PolicyId, PolicyBindingList: [source] });
    for (const { id } of disks) {
      const options = { AdvancedOptions: { UdmDetail: { DiskIdList: [id] } } };
      await simulator.call("hbr", "UpdatePolicyBinding", { PolicyId: policy.PolicyId, ...source, ...options });
      await simulator.advance({ by: "P10DT10H" });
    }
  });
}
