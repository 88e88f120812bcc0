"""A hub for the trial: on this computer alone, a process for each learner, a home folder each, no accounts of the system."""

import os
from pathlib import Path

c = get_config()  # noqa: F821 (JupyterHub gives it)

folder = Path(os.environ["TRIAL_FOLDER"])
port = int(os.environ["TRIAL_PORT"])

c.JupyterHub.bind_url = f"http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{port + 1}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{port + 2}"
c.JupyterHub.db_url = f"sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret_file = str(folder / "cookie-secret")
c.ConfigurableHTTPProxy.pid_file = str(folder / "proxy.pid")

c.JupyterHub.authenticator_class = "dummy"  # any name comes in: for a trial only
c.Authenticator.allow_all = True

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(folder / "homes" / "{username}")
c.Spawner.default_url = "/spine-edu"
c.Spawner.environment = {"JUPYTER_CONFIG_PATH": str(Path(__file__).parents[1])}  # jupyter_server_config.py
c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
c.Spawner.start_timeout = c.Spawner.http_timeout = 300

c.JupyterHub.services = [{"name": "trial", "api_token": os.environ["TRIAL_TOKEN"]}]
c.JupyterHub.load_roles = [
    {"name": "trial", "services": ["trial"], "scopes": ["admin:users", "admin:servers", "access:servers", "tokens"]}
]
