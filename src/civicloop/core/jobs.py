"""Jobs of the platform itself."""

import structlog
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

log = structlog.get_logger(__name__)
STALLED_SECONDS = 60


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="reap_stalled_jobs", pass_context=True, retry=RetryStrategy(max_attempts=3))
async def reap_stalled_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Hand jobs of a worker that died (no heartbeat for a minute) to a living one."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        await manager.retry_job(job)
        log.warning("A stalled job runs again", job=job.id, task=job.task_name)
