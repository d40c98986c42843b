-- What the desk's scripts share; it precedes each of them.
-- KEYS[1] string number of the desk's last change   KEYS[2] hash open sessions
-- KEYS[3] hash   open sessions by customer          KEYS[4] zset queue
-- KEYS[5] zset   served sessions                    KEYS[6] zset served sessions by kefu
-- KEYS[7] hash   kefu on duty                       KEYS[8] zset users online
-- KEYS[9] zset   sessions that wait for an absent customer, by since when
-- KEYS[10] zset  served sessions by when they were last looked at
-- KEYS[11] zset  sessions whose conversations have not followed yet, by when they changed

local NUMBER, SESSIONS, CUSTOMERS, QUEUE, ACTIVE, SERVED, DUTY, ONLINE, ABSENT, QUIET, UNSETTLED = unpack(KEYS)
-- An open session. The Java class DeskPlace has the same fields in the same order.
local PLACE_FIELDS = {'session', 'customer', 'type', 'created', 'opened', 'preferred', 'kefu', 'number', 'passed_on_by'}

local function read_place(session)
  local text = redis.call('HGET', SESSIONS, session)
  if not text then return nil end
  local place = decode(PLACE_FIELDS, text)
  place.text = text
  return place
end

local function write_place(place, now)
  place.number = redis.call('INCR', NUMBER)
  place.text = encode(PLACE_FIELDS, place)
  redis.call('HSET', SESSIONS, place.session, place.text)
  redis.call('ZADD', UNSETTLED, now, place.session)
end

local function place_and_rank(place)
  return {place.text, redis.call('ZRANK', QUEUE, place.session)}
end

local function served_entry(place)
  return string.format('%s %016d %s', place.kefu, place.opened, place.session)
end

local function load_of(kefu)
  return redis.call('ZLEXCOUNT', SERVED, '[' .. kefu .. ' ', '(' .. kefu .. '!')
end

local function leave_queue(place)
  redis.call('ZREM', QUEUE, place.session)
  redis.call('ZREM', ABSENT, place.session)
end

local function leave_kefu(place)
  redis.call('ZREM', ACTIVE, place.session)
  redis.call('ZREM', QUIET, place.session)
  redis.call('ZREM', SERVED, served_entry(place))
end

local function enqueue(place, turn, now)
  place.kefu = ''
  write_place(place, now)
  redis.call('ZADD', QUEUE, turn, place.session)
  if not redis.call('ZSCORE', ONLINE, place.customer) then
    redis.call('ZADD', ABSENT, now, place.session)
  end
end

-- Whoever was served before stands at the queue's head in the order of opening: the turn is the number of the opening,
-- 2^53 lower than that of a session that nobody served yet.
local function enqueue_at_head(place, now)
  enqueue(place, tonumber(place.opened) - 9007199254740992, now)
end

local function serve(place, kefu, duty, now)
  place.kefu, place.passed_on_by = kefu, ''
  write_place(place, now)
  redis.call('ZADD', ACTIVE, place.opened, place.session)
  redis.call('ZADD', QUIET, now, place.session)
  redis.call('ZADD', SERVED, 0, served_entry(place))
  duty.assigned = now
  write_duty(DUTY, kefu, duty)
end

-- Takes all sessions from a kefu and puts them at the queue's head; adds them to a list.
local function release(kefu, now, released)
  for _, entry in ipairs(redis.call('ZRANGEBYLEX', SERVED, '[' .. kefu .. ' ', '(' .. kefu .. '!')) do
    local place = read_place(entry:match(' %d+ (.*)$'))
    leave_kefu(place)
    if place.preferred == '' then
      place.preferred = kefu
    end
    enqueue_at_head(place, now)
    released[#released + 1] = place
  end
end

local function places_and_ranks(places)
  for i, place in ipairs(places) do
    places[i] = place_and_rank(place)
  end
  return places
end

local function new_place(session, customer, type, created, preferred)
  -- The number of its opening is the one that its first change gets.
  local opened = (tonumber(redis.call('GET', NUMBER)) or 0) + 1
  redis.call('HSET', CUSTOMERS, customer, session)
  return {session = session, customer = customer, type = type, created = created,
    opened = string.format('%d', opened), preferred = preferred}
end
