"""The course on The Littlest JupyterHub: it belongs into the folder config/jupyterhub_config.d there."""

c = get_config()  # noqa: F821 (JupyterHub gives it)

c.Spawner.default_url = "/spine-edu"  # the start page; the first time, the notebooks are copied to the learner's folder
c.Spawner.start_timeout = 120  # forty who come at once wait longer than one
