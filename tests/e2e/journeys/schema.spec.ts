import { test, expect } from "@playwright/test";
import Ajv2020 from "ajv/dist/2020";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

// The published schema says of scenario files what the reader says.

const folder = join(__dirname, "../../../public");
const read = (path: string) => JSON.parse(readFileSync(join(folder, path), "utf8"));
const validate = new Ajv2020({ strict: false }).compile(read("scenario.schema.json"));

const files = readdirSync(join(folder, "scenarios")).filter((name) => name !== "index.json");

for (const name of files) {
    test(`${name} is as the schema has it`, () => {
        validate(read(`scenarios/${name}`));
        expect(validate.errors ?? []).toEqual([]);
    });
}

test("the schema refuses what no scenario may have", () => {
    const spoil = (change: (file: any) => void) => {
        const file = read("scenarios/lab-01-first-backup.json");
        change(file);
        return validate(file);
    };
    expect(spoil(() => {})).toBe(true);
    expect(spoil((file) => (file.colour = 1))).toBe(false);
    expect(spoil((file) => delete file.seed)).toBe(false);
    expect(spoil((file) => delete file.steps[0].title["zh-CN"])).toBe(false);
    expect(spoil((file) => (file.steps[0].objectives[0].check = { no_such: true }))).toBe(false);
    expect(spoil((file) => (file.opening = [{ leap: "P1D" }]))).toBe(false);
});
