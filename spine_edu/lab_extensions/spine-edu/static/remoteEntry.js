// The door by which JupyterLab and Notebook 7 come in: what a bundler would write for an extension, small enough to be written by hand.
(() => {
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  /** @type {Record<string, Record<string, { get(): Promise<() => any> }>>} what Jupyter shares: packages, their versions, their code */
  let shared = {};
  /** @param {string} name a package; what a program does not share (Notebook 7 has no launcher) comes as undefined */
  const code = async (name) => {
    const [version] = Object.values(shared[name] ?? {});
    return version && (await version.get())();
  };
  const doors = /** @type {any} */ (window);
  doors._JUPYTERLAB ??= {};
  doors._JUPYTERLAB["spine-edu"] = {
    /** @param {typeof shared} scope */
    init(scope) {
      shared = scope;
    },
    async get() {
      const [notebook, launcher, { plugin }, { tile }] = await Promise.all([
        code("@jupyterlab/notebook"),
        code("@jupyterlab/launcher"),
        import(new URL("lesson.js", here).href),
        import(new URL("tile.js", here).href),
      ]);
      return () => ({
        __esModule: true,
        default: [plugin(notebook), ...(launcher ? [tile(launcher.ILauncher)] : [])],
      });
    },
  };
})();
