// The course on JupyterLab's first page: a tile that opens it where the server has it (spine_edu/publish/extension.py).

const COMMAND = "spine-edu:open";

/**
 * @typedef {object} App what we need of JupyterLab
 * @property {{ addCommand(id: string, options: { label: string, caption: string, execute(): void }): void }} commands
 * @property {{ serverSettings: { baseUrl: string } }} serviceManager
 */

/** @param {unknown} ILauncher the token by which JupyterLab hands out its first page */
export const tile = (ILauncher) => ({
  id: "spine-edu:tile",
  autoStart: true,
  optional: [ILauncher],
  /**
   * @param {App} app
   * @param {{ add(item: { command: string, category: string, rank: number }): void } | null} launcher
   */
  activate({ commands, serviceManager }, launcher) {
    commands.addCommand(COMMAND, {
      label: "Spinal fusion: start here",
      caption: "Open the course; the first time, its notebooks are copied to the folder spine-edu",
      execute: () => void window.open(`${serviceManager.serverSettings.baseUrl}spine-edu`, "_blank"),
    });
    launcher?.add({ command: COMMAND, category: "Notebook", rank: 10 });
  },
});
