import { expect, test } from "../support/simulator";
import type { Page } from "@playwright/test";

const panel = (page: Page, name = "Create Backup Policy") => page.getByRole("dialog", { name });

test("a policy is created by keyboard, checked as it is typed and mended at a click", async ({ simulator, page }) => {
  await simulator.open("#/policies");
  await page.getByRole("button", { name: "Create Backup Policy" }).press("Enter");
  const form = panel(page);
  await expect(form.getByText("Archive", { exact: false }).first()).toBeVisible();
  await form.getByRole("textbox", { name: "Policy Name" }).fill("shop-files");
  await form.getByRole("button", { name: "Weekly" }).press("Enter");
  await form.getByRole("checkbox", { name: "Mon" }).check();
  await expect(form.locator(".runs").getByRole("listitem")).toHaveCount(5);

  // Too short for the Archive tier: said at the field, counted at the foot, mended by one button.
  await form.getByRole("group", { name: "Days to Transfer to Archive Tier" }).getByRole("radio", { name: "Specify Time" }).check();
  await expect(form.getByText(/A retention of 30 days is too short/)).toBeVisible();
  await expect(form.getByRole("status").filter({ hasText: "Fields that need attention: 1" })).toBeVisible();
  await simulator.expectAccessible();
  await form.getByRole("button", { name: "OK" }).press("Enter");
  await expect(form.getByRole("textbox", { name: "Retention Period", exact: true })).toBeFocused();
  await form.getByRole("button", { name: "Set 74" }).press("Enter");
  await expect(form.getByRole("textbox", { name: "Retention Period", exact: true })).toHaveValue("74");

  await form.getByRole("switch", { name: "Replication to Other Region" }).press("Space");
  await expect(form.getByText("No destination region is specified.")).toBeVisible();
  await form.getByRole("combobox", { name: "Destination Region" }).selectOption({ label: "China (Shanghai)" });
  await expect(form.getByText("Fields that need attention")).toBeHidden();

  // Nobody can switch it off again, so it asks.
  await form.getByRole("switch", { name: "Immutable Backup" }).press("Space");
  const asked = page.getByRole("dialog", { name: "Enable Immutable Backup" });
  await expect(asked).toContainText("cannot be switched off again");
  await asked.getByRole("button", { name: "Cancel" }).press("Enter");
  await expect(form.getByRole("switch", { name: "Immutable Backup" })).not.toBeChecked();
  await form.getByRole("switch", { name: "Immutable Backup" }).press("Space");
  await asked.getByRole("button", { name: "Enable Immutable Backup" }).press("Enter");
  await expect(form.getByRole("switch", { name: "Immutable Backup" })).toBeChecked();

  // Tags find what has no policy yet, and say what they leave alone.
  await form.getByRole("radio", { name: "Specify Tag" }).check();
  await expect(form.getByText("A tag has no key")).toBeVisible();
  await form.getByRole("textbox", { name: "Tag key" }).fill("app");
  await form.getByRole("textbox", { name: "Tag value" }).fill("shop");
  await form.getByRole("button", { name: "Detect Now" }).press("Enter");
  await expect(form.getByRole("listitem").filter({ hasText: "shop-web-2" })).toContainText("will be associated");
  await expect(form.getByRole("listitem").filter({ hasText: "shop-db-1" })).toContainText("shop-db-6h has it");
  await simulator.expectAccessible();
  await form.getByRole("button", { name: "OK" }).press("Enter");
  await expect(form).toBeHidden();

  const row = simulator.row("shop-files");
  await expect(row).toContainText("every Mon");
  await expect(row).toContainText("after 14 days");
  await expect(row).toContainText("China (Shanghai)");
  await expect(row).toContainText("app = shop");
  await expect(row).toContainText("Immutable Backup");
  await row.getByRole("link", { name: "shop-files" }).press("Enter");
  const edit = panel(page, "Edit Policy");
  await expect(edit.getByText("Cannot be switched off again", { exact: true })).toBeVisible();
  await expect(edit.getByRole("textbox", { name: "Retention Period", exact: true })).toHaveValue("74");
  await page.keyboard.press("Escape");
  await expect(edit).toBeHidden();
  await expect(page).toHaveURL(/#\/policies$/);
});

test("sources are run, suspended and unbound; a bound policy stays", async ({ simulator, page }) => {
  await simulator.open("#/policies");
  const row = simulator.row("shop-nightly");
  await row.getByRole("button", { name: "Show bound sources" }).click();
  const source = page.getByRole("table", { name: "Bound Sources" }).getByRole("row", { name: /shop-web-1/ });
  await expect(source).toContainText("Thu 1 Jan 2026, 02:00");
  await source.getByLabel("shop-web-1: More actions").click();
  await source.getByRole("button", { name: "Suspend Plan" }).click();
  await expect(source).toContainText("suspended");
  for (const theme of ["light", "dark"]) {
    await page.evaluate((theme) => document.documentElement.setAttribute("data-theme", theme), theme);
    await simulator.expectAccessible();
  }
  await row.getByLabel("shop-nightly: More actions").click();
  await row.getByRole("button", { name: "Execute Immediately" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Backup jobs have started" })).toBeVisible();
  await row.getByLabel("shop-nightly: More actions").click();
  await row.getByRole("button", { name: "Delete Policy" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete Policy" });
  await expect(dialog).toContainText("cannot be deleted while sources are bound");
  await expect(dialog.getByRole("listitem").first()).toContainText("shop-");
  await expect(dialog.getByRole("button", { name: "POL-91" })).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();
});

test("instances are associated with all of their disks; those bound elsewhere say so", async ({ simulator, page }) => {
  await simulator.open("#/policies");
  const row = simulator.row("shop-media-weekly");
  await row.getByRole("button", { name: "Associate Resource" }).click();
  const dialog = panel(page, "Associate Resource");
  await expect(dialog.getByRole("checkbox", { name: /shop-db-1/ })).toBeDisabled();
  await dialog.getByRole("checkbox", { name: /shop-web-2/ }).check();
  await simulator.expectAccessible();
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog).toBeHidden();
  await row.getByRole("button", { name: "Show bound sources" }).click();
  const sources = page.getByRole("table", { name: "Bound Sources" });
  await expect(sources.getByRole("row", { name: /shop-web-2/ })).toContainText("All Disks");
});

test("the policy of an instance opens to be edited, and its form changes nothing by itself", async ({ simulator, page }) => {
  await simulator.open();
  await simulator.row("shop-db-1").getByRole("link", { name: "shop-db-6h" }).click();
  const edit = panel(page, "Edit Policy");
  await expect(edit.getByRole("textbox", { name: "Policy Name" })).toHaveValue("shop-db-6h");
  await edit.getByRole("button", { name: "OK" }).click();
  await expect(edit).toBeHidden();
  await expect(simulator.row("shop-db-6h")).toContainText("every 6 hours, first at 00:00");
});

test("policies are searched, filtered and ordered, and why one cannot run is told", async ({ simulator, page }) => {
  await simulator.open("#/policies");
  const policies = page.getByRole("table", { name: "Policy Center" }).getByRole("rowheader");
  await expect(policies).toHaveCount(3);
  await page.getByRole("columnheader", { name: "Bound Sources" }).getByRole("button").press("Enter");
  await page.getByRole("columnheader", { name: "Bound Sources" }).getByRole("button").press("Enter");
  await expect(policies.first()).toContainText("shop-nightly");
  await page.getByLabel("Policy name, ID or instance").fill("shop-db-1");
  await expect(policies).toHaveCount(1);
  await page.getByRole("combobox", { name: "Bound Sources" }).selectOption("Without sources");
  await expect(page.getByText('Search and filters hide all rows "shop-db-1": 3')).toBeVisible();
  await simulator.expectAccessible();
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(policies).toHaveCount(3);
});
