"""What the server of every learner in a class is told: it is there for the course, and lets go of what nobody uses."""

c = get_config()  # noqa: F821 (Jupyter gives it)

c.SpineEdu.alone = True

# A kernel that has had nothing to do for an hour ends, also where its notebook is still open in a forgotten window:
# answers lie in files, and running the lesson again brings all back.
c.MappingKernelManager.cull_idle_timeout = 3600
c.MappingKernelManager.cull_interval = 300
c.MappingKernelManager.cull_connected = True
