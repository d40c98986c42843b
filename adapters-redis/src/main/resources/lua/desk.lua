-- Shared by the scripts of the desk; it precedes each of them. An assignment says who serves an open session, or that the
-- session waits. A change of an assignment is pending until it is applied to the session's conversation.
--
-- KEYS[1] string number of the desk's last change
-- KEYS[2] hash   open sessions with their assignments
-- KEYS[3] hash   open sessions by customer
-- KEYS[4] zset   queue
-- KEYS[5] zset   active sessions, by the number of the change that opened them
-- KEYS[6] zset   active sessions of each kefu, as `kefu opened session`
-- KEYS[7] hash   kefu on duty
-- KEYS[8] zset   users online
-- KEYS[9] zset   waiting sessions whose customer is absent, by since when in ms
-- KEYS[10] zset  active sessions by the time in ms at which they were last checked for inactivity
-- KEYS[11] zset  sessions whose assignment is pending, by when it changed in ms

local NUMBER, SESSIONS, CUSTOMERS, QUEUE, ACTIVE, SERVED, DUTIES, ONLINE, ABSENT, IDLE_CHECKED, PENDING = unpack(KEYS)
-- The fields of an assignment in the hash of open sessions.
local ASSIGNMENT_FIELDS = {'session', 'customer', 'type', 'created', 'opened', 'preferred', 'kefu', 'number',
  'passed_on_by'}

-- Returns the assignment of an open session; nil if the session is not open. The field `text` has the stored value.
local function read_assignment(session)
  local text = redis.call('HGET', SESSIONS, session)
  if not text then return nil end
  local assignment = decode(ASSIGNMENT_FIELDS, text)
  assignment.text = text
  return assignment
end

-- Stores a changed assignment under the next number, and marks it as pending.
local function write_assignment(assignment, now)
  assignment.number = redis.call('INCR', NUMBER)
  assignment.text = encode(ASSIGNMENT_FIELDS, assignment)
  redis.call('HSET', SESSIONS, assignment.session, assignment.text)
  redis.call('ZADD', PENDING, now, assignment.session)
end

-- The reply about an assignment: its value and its rank in the queue from 0, or nil if the session does not wait.
local function with_rank(assignment)
  return {assignment.text, redis.call('ZRANK', QUEUE, assignment.session)}
end

local function served_entry(assignment)
  return string.format('%s %016d %s', assignment.kefu, assignment.opened, assignment.session)
end

-- The number of sessions that a kefu serves.
local function load_of(kefu)
  return redis.call('ZLEXCOUNT', SERVED, '[' .. kefu .. ' ', '(' .. kefu .. '!')
end

local function leave_queue(assignment)
  redis.call('ZREM', QUEUE, assignment.session)
  redis.call('ZREM', ABSENT, assignment.session)
end

local function leave_kefu(assignment)
  redis.call('ZREM', ACTIVE, assignment.session)
  redis.call('ZREM', IDLE_CHECKED, assignment.session)
  redis.call('ZREM', SERVED, served_entry(assignment))
end

local function enqueue(assignment, turn, now)
  assignment.kefu = ''
  write_assignment(assignment, now)
  redis.call('ZADD', QUEUE, turn, assignment.session)
  if not redis.call('ZSCORE', ONLINE, assignment.customer) then
    redis.call('ZADD', ABSENT, now, assignment.session)
  end
end

-- Sessions that return to the queue are at its head, in the order of their opening: their turn is 2^53 lower than the turn
-- of sessions that were never served.
local function enqueue_at_head(assignment, now)
  enqueue(assignment, tonumber(assignment.opened) - 9007199254740992, now)
end

-- Assigns a session that is neither in the queue nor served.
local function serve(assignment, kefu, duty, now)
  assignment.kefu, assignment.passed_on_by = kefu, ''
  write_assignment(assignment, now)
  redis.call('ZADD', ACTIVE, assignment.opened, assignment.session)
  redis.call('ZADD', IDLE_CHECKED, now, assignment.session)
  redis.call('ZADD', SERVED, 0, served_entry(assignment))
  duty.assigned = now
  write_duty(DUTIES, kefu, duty)
end

-- Returns all sessions of a kefu to the queue, and adds their assignments to a list.
local function release(kefu, now, released)
  for _, entry in ipairs(redis.call('ZRANGEBYLEX', SERVED, '[' .. kefu .. ' ', '(' .. kefu .. '!')) do
    local assignment = read_assignment(entry:match(' %d+ (.*)$'))
    leave_kefu(assignment)
    if assignment.preferred == '' then assignment.preferred = kefu end
    enqueue_at_head(assignment, now)
    released[#released + 1] = assignment
  end
end

local function all_with_ranks(assignments)
  for i, assignment in ipairs(assignments) do
    assignments[i] = with_rank(assignment)
  end
  return assignments
end

-- A page of the queue: the assignments as they are stored.
local function page_of_queue(offset, limit)
  local assignments = {}
  for i, session in ipairs(redis.call('ZRANGE', QUEUE, offset, offset + limit - 1)) do
    assignments[i] = redis.call('HGET', SESSIONS, session)
  end
  return assignments
end

